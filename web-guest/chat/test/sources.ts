/** Components (file → source) that carry words of their own or bypass the DOM: each should come out empty. */
export function offences(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([name, text]) => {
    const source = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const words = source.match(/>[^<>{}()=;]*\p{L}{2,}[^<>{}()=;]*<\//gu) ?? [];
    const labels = source.match(/\b(aria-label|placeholder|title|alt)="[^"]*\p{L}[^"]*"/gu) ?? [];
    const sinks = source.match(/innerHTML|insertAdjacentHTML|document\.write|\sstyle=/g) ?? [];
    return [...words, ...labels, ...sinks].map((found) => `${name}: ${found.trim()}`);
  });
}
