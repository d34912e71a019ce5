import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Inbox } from './Inbox';

const root = document.getElementById('app');
if (!root) throw new Error('The page has no #app.');
createRoot(root).render(
  <>
    <App />
    <Inbox showUnread={(count) => console.log(count)} />
  </>,
);
