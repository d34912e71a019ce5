import Page from '../page';

export const runtime = 'edge';
export default Page;
