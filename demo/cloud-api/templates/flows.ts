/** `GET /{waba-id}/flows`: the forms of an account. Every account here has the same ones. */
const flows = [
  { id: '7301', name: 'Book a visit', status: 'PUBLISHED', categories: ['APPOINTMENT_BOOKING'] },
  { id: '7302', name: 'Ask for a refund', status: 'PUBLISHED', categories: ['CUSTOMER_SUPPORT'] },
  { id: '7303', name: 'Rate your order', status: 'DRAFT', categories: ['SURVEY'] },
];

export function listFlows(): Response {
  return Response.json({ data: flows.map((flow) => ({ ...flow, validation_errors: [] })) });
}
