/** The button's position, and whether clicks are reported: options of the tag, which the Worker does not store. */
export interface Placement {
  floating: 'no' | 'end' | 'start';
  attribution: 'off' | 'on' | 'consent';
}

/** The two tags that a site owner pastes. The link inside works before the script has loaded, or without it. */
export function buttonSnippet(
  worker: string,
  number: { id: string; displayPhoneNumber: string },
  label: string,
  { floating, attribution }: Placement,
): string {
  const attributes = [
    `connection="${number.id}"`,
    ...(floating === 'no' ? [] : [floating === 'end' ? 'floating' : 'floating="start"']),
    ...(attribution === 'off' ? [] : [attribution === 'on' ? 'attribution' : 'attribution="consent"']),
  ];
  const digits = number.displayPhoneNumber.replace(/\D/g, '');
  return `<script type="module" async src="${worker}/message-us.js"></script>
<message-us ${attributes.join(' ')}>
  <a href="https://wa.me/${digits}">${escaped(label)}</a>
</message-us>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
