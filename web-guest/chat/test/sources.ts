/** Components (file → source) that carry words of their own or bypass the DOM: each should come out empty. */
export function offences(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const source = withoutComments(text);
    const words = source.match(/>[^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*<\//gu) ?? [];
    const labels = source.match(/\b(aria-label|placeholder|title|alt)="[^"]*\p{L}[^"]*"/gu) ?? [];
    // A sentence, or the beginning of one, in code: what the console or a developer reads stands in an Error.
    const sentences = source.replace(/new Error\([^)]*\)/g, '').match(/(['"`])\p{Lu}\p{Ll}+ [^'"`]+\1/gu) ?? [];
    const sinks = source.match(/innerHTML|insertAdjacentHTML|document\.write|\sstyle=/g) ?? [];
    return [...words, ...labels, ...sentences, ...sinks].map((found) => `${name}: ${found.trim()}`);
  });
}

/** Texts that nothing in these sources asks for: left over, and translated for nobody. */
export function leftOver(texts: Readonly<Record<string, unknown>>, files: Readonly<Record<string, string>>): string[] {
  const sources = Object.values(files).map(withoutComments).join('\n');
  // By name, as one of a table's keys, or from the file itself, as the service worker does.
  const asked = (key: string) => [`'${key}'`, ` ${key}: `, `{ ${key} as `].some((form) => sources.includes(form));
  return Object.keys(texts).filter((key) => !asked(key));
}

const withoutComments = (source: string): string => source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
