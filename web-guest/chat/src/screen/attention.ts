import { useEffect } from 'preact/hooks';

const MOST = 99;

/**
 * Names the browser's tab, with the number of unread messages before the name and on the icon: for who looks elsewhere.
 *
 * @param title of the page
 */
export function useAttention(title: string, unread: number): void {
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${title}` : title;
  }, [title, unread]);
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (!icon || unread === 0) return;
    const plain = icon.href;
    icon.href = `data:image/svg+xml,${encodeURIComponent(iconWith(unread))}`;
    return () => {
      icon.href = plain;
    };
  }, [unread]);
}

/** The page's icon with a number in its corner. */
export function iconWith(unread: number): string {
  const number = unread > MOST ? `${MOST}+` : String(unread);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b7a62"/>' +
    '<path d="M8 10h16v10H14l-4 4v-4H8z" fill="#fff"/><circle cx="22" cy="10" r="10" fill="#b3261e"/>' +
    '<text x="22" y="15" font-family="sans-serif" font-weight="700" text-anchor="middle" fill="#fff" ' +
    `font-size="${number.length > 2 ? 9 : 14}">${number}</text></svg>`
  );
}
