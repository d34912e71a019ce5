/// <reference path="./lucide.d.ts" />
/** All icons of the console, those of the first load included. */

import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowDownUp from 'lucide/dist/esm/icons/arrow-down-up.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import Ban from 'lucide/dist/esm/icons/ban.mjs';
import Bell from 'lucide/dist/esm/icons/bell.mjs';
import BookOpen from 'lucide/dist/esm/icons/book-open.mjs';
import Bookmark from 'lucide/dist/esm/icons/bookmark.mjs';
import BotOff from 'lucide/dist/esm/icons/bot-off.mjs';
import CalendarClock from 'lucide/dist/esm/icons/calendar-clock.mjs';
import CalendarDays from 'lucide/dist/esm/icons/calendar-days.mjs';
import CheckCheck from 'lucide/dist/esm/icons/check-check.mjs';
import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import ChevronsUpDown from 'lucide/dist/esm/icons/chevrons-up-down.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import CircleQuestionMark from 'lucide/dist/esm/icons/circle-question-mark.mjs';
import Clock from 'lucide/dist/esm/icons/clock.mjs';
import CodeXml from 'lucide/dist/esm/icons/code-xml.mjs';
import Contact from 'lucide/dist/esm/icons/contact.mjs';
import Copy from 'lucide/dist/esm/icons/copy.mjs';
import Database from 'lucide/dist/esm/icons/database.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import FaceSlightlySmiling from 'lucide/dist/esm/icons/face-slightly-smiling.mjs';
import File from 'lucide/dist/esm/icons/file.mjs';
import Forward from 'lucide/dist/esm/icons/forward.mjs';
import Gauge from 'lucide/dist/esm/icons/gauge.mjs';
import Globe from 'lucide/dist/esm/icons/globe.mjs';
import GripVertical from 'lucide/dist/esm/icons/grip-vertical.mjs';
import HeartPulse from 'lucide/dist/esm/icons/heart-pulse.mjs';
import Image from 'lucide/dist/esm/icons/image.mjs';
import Info from 'lucide/dist/esm/icons/info.mjs';
import Italic from 'lucide/dist/esm/icons/italic.mjs';
import KeyRound from 'lucide/dist/esm/icons/key-round.mjs';
import LayoutTemplate from 'lucide/dist/esm/icons/layout-template.mjs';
import Link from 'lucide/dist/esm/icons/link.mjs';
import List from 'lucide/dist/esm/icons/list.mjs';
import ListChecks from 'lucide/dist/esm/icons/list-checks.mjs';
import ListFilter from 'lucide/dist/esm/icons/list-filter.mjs';
import ListOrdered from 'lucide/dist/esm/icons/list-ordered.mjs';
import ListTree from 'lucide/dist/esm/icons/list-tree.mjs';
import LocateFixed from 'lucide/dist/esm/icons/locate-fixed.mjs';
import MapPin from 'lucide/dist/esm/icons/map-pin.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import MessageSquareQuote from 'lucide/dist/esm/icons/message-square-quote.mjs';
import Mic from 'lucide/dist/esm/icons/mic.mjs';
import Moon from 'lucide/dist/esm/icons/moon.mjs';
import PanelRight from 'lucide/dist/esm/icons/panel-right.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import Pause from 'lucide/dist/esm/icons/pause.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Phone from 'lucide/dist/esm/icons/phone.mjs';
import Play from 'lucide/dist/esm/icons/play.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import Printer from 'lucide/dist/esm/icons/printer.mjs';
import QrCode from 'lucide/dist/esm/icons/qr-code.mjs';
import ScrollText from 'lucide/dist/esm/icons/scroll-text.mjs';
import SendHorizontal from 'lucide/dist/esm/icons/send-horizontal.mjs';
import ShoppingBag from 'lucide/dist/esm/icons/shopping-bag.mjs';
import SlidersHorizontal from 'lucide/dist/esm/icons/sliders-horizontal.mjs';
import Smartphone from 'lucide/dist/esm/icons/smartphone.mjs';
import Sparkles from 'lucide/dist/esm/icons/sparkles.mjs';
import SquareMousePointer from 'lucide/dist/esm/icons/square-mouse-pointer.mjs';
import Star from 'lucide/dist/esm/icons/star.mjs';
import Sticker from 'lucide/dist/esm/icons/sticker.mjs';
import Store from 'lucide/dist/esm/icons/store.mjs';
import Strikethrough from 'lucide/dist/esm/icons/strikethrough.mjs';
import Tag from 'lucide/dist/esm/icons/tag.mjs';
import TextCursorInput from 'lucide/dist/esm/icons/text-cursor-input.mjs';
import TextQuote from 'lucide/dist/esm/icons/text-quote.mjs';
import ThumbsDown from 'lucide/dist/esm/icons/thumbs-down.mjs';
import ThumbsUp from 'lucide/dist/esm/icons/thumbs-up.mjs';
import Trash from 'lucide/dist/esm/icons/trash.mjs';
import TriangleAlert from 'lucide/dist/esm/icons/triangle-alert.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import User from 'lucide/dist/esm/icons/user.mjs';
import UserCheck from 'lucide/dist/esm/icons/user-check.mjs';
import Users from 'lucide/dist/esm/icons/users.mjs';
import UsersRound from 'lucide/dist/esm/icons/users-round.mjs';
import Webhook from 'lucide/dist/esm/icons/webhook.mjs';
import Workflow from 'lucide/dist/esm/icons/workflow.mjs';
import Zap from 'lucide/dist/esm/icons/zap.mjs';
import ZoomIn from 'lucide/dist/esm/icons/zoom-in.mjs';
import ZoomOut from 'lucide/dist/esm/icons/zoom-out.mjs';
import { icons as firstIcons } from './icons-first-load.ts';
import { icon } from './lucide.ts';

export const icons = {
  ...firstIcons,
  assistant: icon(Sparkles),
  attach: icon(Paperclip),
  automation: icon(Zap),
  away: icon(Moon),
  bell: icon(Bell),
  blocked: icon(Ban),
  // Lucide has none: our own drawing.
  bold: icon([['path', { d: 'M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z' }]]),
  bookmark: icon(Bookmark),
  botOff: icon(BotOff),
  button: icon(MessageCircle),
  calendar: icon(CalendarClock),
  calendarDays: icon(CalendarDays),
  catalog: icon(ShoppingBag),
  checks: icon(CheckCheck),
  chevronDown: icon(ChevronDown),
  chevronRight: icon(ChevronRight),
  clock: icon(Clock),
  code: icon(CodeXml),
  contact: icon(Contact),
  up: icon(ArrowUp),
  fields: icon(TextCursorInput),
  copy: icon(Copy),
  database: icon(Database),
  down: icon(ArrowDown),
  download: icon(Download),
  edit: icon(Pencil),
  file: icon(File),
  filter: icon(ListFilter),
  forward: icon(Forward),
  globe: icon(Globe),
  grip: icon(GripVertical),
  health: icon(HeartPulse),
  image: icon(Image),
  info: icon(Info),
  italic: icon(Italic),
  key: icon(KeyRound),
  knowledge: icon(BookOpen),
  limits: icon(Gauge),
  link: icon(Link),
  list: icon(List),
  listMessage: icon(ListChecks),
  locate: icon(LocateFixed),
  log: icon(ScrollText),
  menuTree: icon(ListTree),
  microphone: icon(Mic),
  more: icon(Ellipsis),
  numberedList: icon(ListOrdered),
  panel: icon(PanelRight),
  pause: icon(Pause),
  person: icon(User),
  phone: icon(Phone),
  phoneNumber: icon(Smartphone),
  pin: icon(MapPin),
  play: icon(Play),
  plus: icon(Plus),
  print: icon(Printer),
  qrCode: icon(QrCode),
  question: icon(CircleQuestionMark),
  quote: icon(TextQuote),
  recent: icon(Clock),
  replyButtons: icon(SquareMousePointer),
  rule: icon(Workflow),
  savedReply: icon(MessageSquareQuote),
  send: icon(SendHorizontal),
  sendAndResolve: icon(CheckCheck),
  sliders: icon(SlidersHorizontal),
  smile: icon(FaceSlightlySmiling),
  sort: icon(ArrowDownUp),
  sortable: icon(ChevronsUpDown),
  star: icon(Star),
  sticker: icon(Sticker),
  store: icon(Store),
  strike: icon(Strikethrough),
  tag: icon(Tag),
  team: icon(Users),
  teams: icon(UsersRound),
  assign: icon(UserCheck),
  template: icon(LayoutTemplate),
  thumbsDown: icon(ThumbsDown),
  thumbsUp: icon(ThumbsUp),
  trash: icon(Trash),
  undo: icon(Undo2),
  warning: icon(TriangleAlert),
  webhook: icon(Webhook),
  wrong: icon(CircleAlert),
  zoomIn: icon(ZoomIn),
  zoomOut: icon(ZoomOut),
};
