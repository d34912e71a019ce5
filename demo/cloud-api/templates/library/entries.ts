/**
 * A dozen entries of Meta's template library, in our own words. Some of them cannot be created: they begin or end with a
 * variable, need payments, have a footer that is too long, or have been withdrawn.
 */
export interface LibraryEntry {
  id: string;
  name: string;
  language: string;
  category: 'UTILITY' | 'AUTHENTICATION';
  topic: string;
  usecase: string;
  industry: string[];
  header?: string;
  body: string;
  body_params: string[];
  /** ADDRESS, TEXT, AMOUNT, DATE, PHONE NUMBER, EMAIL, NUMBER: what a value has to look like when it is sent. */
  body_param_types: string[];
  footer?: string;
  buttons: { type: 'URL' | 'PHONE_NUMBER' | 'QUICK_REPLY' | 'ORDER_DETAILS'; text: string; url?: string }[];
  isWithdrawn?: true;
}

const orders = { topic: 'ORDER_MANAGEMENT', category: 'UTILITY', language: 'en_US' } as const;
const account = { topic: 'ACCOUNT_UPDATES', category: 'UTILITY', language: 'en_US' } as const;
const payments = { topic: 'PAYMENTS', category: 'UTILITY', language: 'en_US' } as const;
const events = { topic: 'EVENT_REMINDER', category: 'UTILITY', language: 'en_US' } as const;
const shops = ['E_COMMERCE'];
const finance = ['FINANCIAL_SERVICES'];

export const libraryEntries: readonly LibraryEntry[] = [
  {
    ...orders,
    id: '7101',
    name: 'parcel_on_its_way',
    usecase: 'SHIPMENT_CONFIRMATION',
    industry: shops,
    header: 'Your parcel has left',
    body: 'We have sent your order {{1}} today, and it should arrive by {{2}} at the address you gave us.',
    body_params: ['#4711', 'May 3, 2026'],
    body_param_types: ['TEXT', 'DATE'],
    buttons: [{ type: 'URL', text: 'Track parcel', url: 'https://www.example.com/' }],
  },
  {
    ...orders,
    id: '7102',
    name: 'order_received_confirmation',
    usecase: 'ORDER_CONFIRMATION',
    industry: shops,
    body: 'Thank you for shopping with us. We have received your order {{1}} and will tell you when it leaves.',
    body_params: ['#4711'],
    body_param_types: ['TEXT'],
    buttons: [
      { type: 'URL', text: 'View order', url: 'https://www.example.com/' },
      { type: 'PHONE_NUMBER', text: 'Call us' },
    ],
  },
  {
    ...orders,
    id: '7103',
    name: 'delivery_missed',
    usecase: 'DELIVERY_FAILED',
    industry: shops,
    body: 'We could not hand over your order {{1}} today because nobody was home. We will try again on the next working day.',
    body_params: ['#4711'],
    body_param_types: ['TEXT'],
    buttons: [{ type: 'QUICK_REPLY', text: 'Choose another day' }],
  },
  {
    ...account,
    id: '7104',
    name: 'address_changed',
    usecase: 'ACCOUNT_UPDATE',
    industry: finance,
    body: 'The address of your account is now {{1}} and we use it for all letters. Was this not you? Then contact us.',
    body_params: ['12 Kiln Lane, Springfield'],
    body_param_types: ['ADDRESS'],
    buttons: [{ type: 'PHONE_NUMBER', text: 'Call us' }],
  },
  {
    ...account,
    id: '7105',
    name: 'email_changed',
    usecase: 'ACCOUNT_UPDATE',
    industry: finance,
    body: 'We now write to {{1}} about your account. If you did not ask for this change, please tell us today.',
    body_params: ['ada@example.com'],
    body_param_types: ['EMAIL'],
    buttons: [],
  },
  {
    ...payments,
    id: '7106',
    name: 'payment_received',
    usecase: 'PAYMENT_CONFIRMATION',
    industry: finance,
    body: 'We have received your payment of {{1}} for the invoice {{2}} and thank you for it. There is nothing left to do.',
    body_params: ['$38.00', '2026-114'],
    body_param_types: ['AMOUNT', 'TEXT'],
    buttons: [],
  },
  {
    ...events,
    id: '7107',
    name: 'appointment_tomorrow',
    usecase: 'APPOINTMENT_REMINDER',
    industry: ['HEALTH', 'BEAUTY'],
    body: 'This is a reminder of your appointment on {{1}} with us. Call {{2}} if you need another time.',
    body_params: ['May 3, 2026', '+1 555 078 3881'],
    body_param_types: ['DATE', 'PHONE NUMBER'],
    buttons: [
      { type: 'QUICK_REPLY', text: 'Confirm' },
      { type: 'QUICK_REPLY', text: 'Reschedule' },
    ],
  },
  {
    ...events,
    id: '7108',
    name: 'seats_reserved',
    usecase: 'RESERVATION_CONFIRMATION',
    industry: ['RESTAURANT', 'TRAVEL'],
    body: 'Your table for {{1}} guests is reserved. We keep it for a quarter of an hour after the agreed time.',
    body_params: ['4'],
    body_param_types: ['NUMBER'],
    buttons: [],
  },
  {
    ...orders,
    id: '7109',
    name: 'order_cancelled_short',
    usecase: 'ORDER_CANCELED',
    industry: shops,
    body: '{{1}}, your order was cancelled and you will get your money back within a week.',
    body_params: ['Ada'],
    body_param_types: ['TEXT'],
    buttons: [],
  },
  {
    ...payments,
    id: '7110',
    name: 'invoice_to_pay',
    usecase: 'PAYMENT_DUE_REMINDER',
    industry: finance,
    body: 'Your invoice {{1}} is due this week. You can pay it here in a minute, without leaving the chat.',
    body_params: ['2026-114'],
    body_param_types: ['TEXT'],
    buttons: [{ type: 'ORDER_DETAILS', text: 'Review and Pay' }],
  },
  {
    ...account,
    id: '7111',
    name: 'opening_hours_changed',
    usecase: 'BUSINESS_UPDATE',
    industry: shops,
    body: 'From {{1}} we are open at other times. You find all of them on our website and at the door.',
    body_params: ['May 3, 2026'],
    body_param_types: ['DATE'],
    footer: 'You get this message because you are a customer of ours: thank you!',
    buttons: [],
  },
  {
    ...orders,
    id: '7112',
    name: 'refund_started',
    usecase: 'REFUND_CONFIRMATION',
    industry: shops,
    body: 'We have started the refund of {{1}} for your order. It reaches your account within five working days.',
    body_params: ['$38.00'],
    body_param_types: ['AMOUNT'],
    buttons: [],
    isWithdrawn: true,
  },
];
