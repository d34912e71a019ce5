/// <reference path="./lucide.d.ts" />
/** The icons that are needed until the list is on screen. All others are in `icons.ts`. */

import AlarmClock from 'lucide/dist/esm/icons/alarm-clock.mjs';
import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import AtSign from 'lucide/dist/esm/icons/at-sign.mjs';
import Bot from 'lucide/dist/esm/icons/bot.mjs';
import ChartColumn from 'lucide/dist/esm/icons/chart-column.mjs';
import Check from 'lucide/dist/esm/icons/check.mjs';
import Hourglass from 'lucide/dist/esm/icons/hourglass.mjs';
import Lock from 'lucide/dist/esm/icons/lock.mjs';
import Reply from 'lucide/dist/esm/icons/reply.mjs';
import Search from 'lucide/dist/esm/icons/search.mjs';
import Settings from 'lucide/dist/esm/icons/settings.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { icon } from './lucide.ts';

export const icons = {
  analytics: icon(ChartColumn),
  back: icon(ArrowLeft),
  bot: icon(Bot),
  check: icon(Check),
  closed: icon(Lock),
  mention: icon(AtSign),
  reply: icon(Reply),
  resolved: icon(Check),
  search: icon(Search),
  snoozed: icon(AlarmClock),
  soon: icon(Hourglass),
  close: icon(X),
  settings: icon(Settings),
};
