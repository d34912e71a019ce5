/// <reference path="./lucide.d.ts" />
/** All icons of the console, those of the first load included. */

import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowDownUp from 'lucide/dist/esm/icons/arrow-down-up.mjs';
import Ban from 'lucide/dist/esm/icons/ban.mjs';
import Bell from 'lucide/dist/esm/icons/bell.mjs';
import BotOff from 'lucide/dist/esm/icons/bot-off.mjs';
import CheckCheck from 'lucide/dist/esm/icons/check-check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleQuestionMark from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import Database from 'lucide/dist/esm/icons/database.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import FaceSlightlySmiling from 'lucide/dist/esm/icons/face-slightly-smiling.mjs';
import File from 'lucide/dist/esm/icons/file.mjs';
import Forward from 'lucide/dist/esm/icons/forward.mjs';
import Globe from 'lucide/dist/esm/icons/globe.mjs';
import HeartPulse from 'lucide/dist/esm/icons/heart-pulse.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import ListFilter from 'lucide/dist/esm/icons/list-filter.mjs';
import MapPin from 'lucide/dist/esm/icons/map-pin.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import MessageSquareQuote from 'lucide/dist/esm/icons/message-square-quote.mjs';
import Mic from 'lucide/dist/esm/icons/mic.mjs';
import PanelRight from 'lucide/dist/esm/icons/panel-right.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Phone from 'lucide/dist/esm/icons/phone.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import QrCode from 'lucide/dist/esm/icons/qr-code.mjs';
import ScrollText from 'lucide/dist/esm/icons/scroll-text.mjs';
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import SlidersHorizontal from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import Smartphone from 'lucide/dist/esm/icons/smartphone.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import Store from 'lucide/dist/esm/icons/store.mjs';
import Tag from 'lucide/dist/esm/icons/tag.mjs';
import Trash from 'lucide/dist/esm/icons/trash.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import User from 'lucide/dist/esm/icons/user.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import Webhook from 'lucide/dist/esm/icons/webhook.mjs';
import { icons as firstIcons } from './icons-first-load.ts';
import { icon } from './lucide.ts';

export const icons = {
  ...firstIcons,
  bell: icon(Bell),
  blocked: icon(Ban),
  botOff: icon(BotOff),
  button: icon(MessageCircle),
  checks: icon(CheckCheck),
  chevronDown: icon(ChevronDown),
  chevronRight: icon(ChevronRight),
  clock: icon(Clock),
  copy: icon(Copy),
  database: icon(Database),
  down: icon(ArrowDown),
  download: icon(Download),
  edit: icon(Pencil),
  file: icon(File),
  forward: icon(Forward),
  filter: icon(ListFilter),
  globe: icon(Globe),
  health: icon(HeartPulse),
  info: icon(Info),
  key: icon(KeyRound),
  log: icon(ScrollText),
  microphone: icon(Mic),
  more: icon(Ellipsis),
  panel: icon(PanelRight),
  pause: icon(Pause),
  person: icon(User),
  phone: icon(Phone),
  phoneNumber: icon(Smartphone),
  pin: icon(MapPin),
  play: icon(Play),
  plus: icon(Plus),
  qrCode: icon(QrCode),
  question: icon(CircleQuestionMark),
  savedReply: icon(MessageSquareQuote),
  send: icon(SendHorizontal),
  sliders: icon(SlidersHorizontal),
  smile: icon(FaceSlightlySmiling),
  sort: icon(ArrowDownUp),
  star: icon(Star),
  store: icon(Store),
  tag: icon(Tag),
  team: icon(Users),
  trash: icon(Trash),
  undo: icon(Undo2),
  warning: icon(TriangleAlert),
  webhook: icon(Webhook),
  wrong: icon(CircleAlert),
};
