/** Takes the message that a press sends, in the form of a webhook; `share` sends the customer's phone number. */
export type Answer = (content: object | 'share') => void;
