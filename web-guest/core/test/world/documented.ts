import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [part: string]: unknown;
}

/** What an entry's declarations (`.d.ts`) export without TSDoc: names, and members of interfaces and classes. */
export function undocumented(entry: string): string[] {
  const source = readFileSync(entry, 'utf8');
  return body(entry, source).flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const from = (statement.source as { value: string } | null)?.value;
    if (!from) return [`${entry}: declares something itself`];
    const names = (statement.specifiers as { local: { name: string } }[]).map(({ local }) => local.name);
    return names.flatMap((name) => lacking(join(dirname(entry), from.replace(/\.js$/, '.d.ts')), name));
  });
}

function lacking(file: string, name: string): string[] {
  const source = readFileSync(file, 'utf8');
  for (const statement of body(file, source)) {
    const declared = statement.declaration as Node | undefined;
    if (!declared || nameOf(declared) !== name) continue;
    const documented = (node: Node) => /\*\/\s*$/.test(source.slice(0, node.start));
    return [
      ...(documented(statement) ? [] : [name]),
      ...members(declared)
        .filter((member) => !documented(member))
        .map((member) => `${name}.${source.slice(member.start).split(/[(:?;]/)[0]}`),
    ];
  }
  return [`${name}: not declared in ${file}`];
}

/** Of a type, a class, a function or the one constant that is declared. */
function nameOf({ id, declarations }: Node): string | undefined {
  const [constant] = (declarations ?? []) as Node[];
  return ((constant?.id ?? id) as { name?: string } | undefined)?.name;
}

/** Constructors and an error's name need no words. */
function members(declared: Node): Node[] {
  if (declared.type === 'TSInterfaceDeclaration') return (declared.body as { body: Node[] }).body;
  if (declared.type !== 'ClassDeclaration') return [];
  return (declared.body as { body: Node[] }).body.filter(
    ({ kind, key }) => kind !== 'constructor' && (key as { name?: string }).name !== 'name',
  );
}

const body = (file: string, source: string): Node[] => parseSync(file, source).program.body as unknown as Node[];
