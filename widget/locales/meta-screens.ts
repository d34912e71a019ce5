/** Where things stand on Meta's screens, as Meta writes it. */
export const screens = {
  secret: 'App Dashboard › App settings › Basic › App secret › Show',
  publish: 'App Dashboard › Publish',
  apiSetup: 'App Dashboard › WhatsApp › API Setup',
  webhook: 'App Dashboard › WhatsApp › Configuration › Webhook',
  fields: 'App Dashboard › WhatsApp › Configuration › Webhook fields',
  assign: 'Business settings › System users › Assign assets',
  token: 'Business settings › Users › System users › Generate token',
  phoneNumbers: 'WhatsApp Manager › Phone numbers',
  addNumber: 'WhatsApp Manager › Phone numbers › Add phone number',
  pin: 'WhatsApp Manager › Phone numbers › Settings › Two-step verification',
  pinChange: 'WhatsApp Manager › Phone numbers › Settings › Two-step verification › Change PIN',
};
