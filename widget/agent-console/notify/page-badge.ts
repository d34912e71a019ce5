/** On a page that is the console's own, its title and icon say how many conversations are unread. */
let title: string | null = null;
let icon: string | null = null;

export function showUnread(count: number): void {
  title ??= document.title;
  document.title = count > 0 ? `(${count}) ${title}` : title;
  const link = document.querySelector<HTMLLinkElement>('link[rel~="icon"][data-unread]');
  if (link) {
    icon ??= link.href;
    link.href = count > 0 ? (link.dataset.unread ?? icon) : icon;
  }
  if ('setAppBadge' in navigator) void navigator.setAppBadge(count).catch(() => {});
}

/** The page has another title from now on. */
export function renamePage(name: string): void {
  title = name;
}
