/** Vue's templates know the tag and what stands on it. Checked by `tsc -b`, run by nobody. */
import type { GlobalComponents } from 'vue';
import type {} from '../../widget/message-us/frameworks/vue.d.ts';

type Props = InstanceType<GlobalComponents['message-us']>['$props'];

export const full: Props = {
  class: 'of-page',
  number: '+1 555 078 3881',
  'pre-filled-message': 'Hi!',
  floating: true,
  attribution: 'consent',
  settings: { greeting: ['Hi!'] },
};

// @ts-expect-error: it shows both, the icon or the label.
export const shows: Props = { shows: 'nothing' };

// @ts-expect-error: a greeting is a list.
export const greeting: Props = { settings: { greeting: 'Hi!' } };
