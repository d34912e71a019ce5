import { access } from './console/access.ts';
import { account } from './console/account.ts';
import { commands } from './console/commands.ts';
import { common } from './console/common.ts';
import { composer } from './console/composer.ts';
import { contact } from './console/contact.ts';
import { content } from './console/content.ts';
import { conversation } from './console/conversation.ts';
import { developers } from './console/developers.ts';
import { firstEnglish } from './console/first-load.ts';
import { list } from './console/list.ts';
import { number } from './console/number.ts';
import { settings } from './console/settings.ts';
import { shell } from './console/shell.ts';
import { team } from './console/team.ts';
import { templates } from './console/templates.ts';
import { thread } from './console/thread.ts';

/** The console’s texts in English, one file for each room. Texts with values are functions. */
export const english = {
  ...firstEnglish,
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
