import type { Strings } from '../strings.ts';
import { access } from './console/access.ts';
import { account } from './console/account.ts';
import { commands } from './console/commands.ts';
import { common } from './console/common.ts';
import { composer } from './console/composer.ts';
import { contact } from './console/contact.ts';
import { content } from './console/content.ts';
import { conversation } from './console/conversation.ts';
import { developers } from './console/developers.ts';
import { firstLoad } from './console/first-load.ts';
import { list } from './console/list.ts';
import { number } from './console/number.ts';
import { settings } from './console/settings.ts';
import { shell } from './console/shell.ts';
import { team } from './console/team.ts';
import { templates } from './console/templates.ts';
import { thread } from './console/thread.ts';

export const words: Strings = {
  ...firstLoad,
  ...access,
  ...shell,
  ...list,
  ...commands,
  ...conversation,
  ...thread,
  ...content,
  ...composer,
  ...templates,
  ...contact,
  ...settings,
  ...account,
  ...team,
  ...number,
  ...developers,
  ...common,
};
