/** A piece of a message: plain text, or text that leads to `href`. */
export interface Part {
  readonly text: string;
  readonly href?: string;
}

const CANDIDATE = /\bhttps?:\/\/[^\s<>"`«»‹›“”„‘’‚\p{Bidi_Control}\p{Cc}]+/giu;
const TRAILING = /[.,;:!?…'،؛؟。，！？、]+$/u;

/**
 * Splits a message into text and links. Only http and https become links, never an address that carries a user name
 * (`https://bank.example@evil.example`); a host is shown as the browser reads it, in ASCII, so that look-alikes show.
 */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const address = withoutTail(match[0]);
    const url = safeUrl(address);
    if (!url) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index) });
    parts.push({ text: shown(address, url), href: url.href });
    done = match.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done) });
  return parts;
}

function safeUrl(address: string): URL | undefined {
  try {
    const url = new URL(address);
    return url.username || url.password ? undefined : url;
  } catch {
    return undefined;
  }
}

/** Drops what ends the sentence rather than the address, and closing brackets that were opened before the address. */
function withoutTail(address: string): string {
  for (;;) {
    let shorter = address.replace(TRAILING, '');
    if (/[)\]]$/.test(shorter) && count(shorter, /[)\]]/g) > count(shorter, /[([]/g)) shorter = shorter.slice(0, -1);
    if (shorter === address) return address;
    address = shorter;
  }
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

function shown(address: string, url: URL): string {
  const asRead = address.toLowerCase().startsWith(`${url.protocol}//${url.host}`);
  return (asRead ? address : url.href).replace(/^https?:\/\//i, '');
}
