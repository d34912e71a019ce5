/// <reference path="./lucide.d.ts" />
/** The icons that are needed until the list is on screen. All others are in `icons.ts`. */
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import Bot from 'lucide/dist/esm/icons/bot.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import Settings from 'lucide/dist/esm/icons/settings.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { icon } from './lucide.ts';

export const icons = {
  back: icon(ArrowLeft),
  bot: icon(Bot),
  search: icon(Search),
  close: icon(X),
  settings: icon(Settings),
};
