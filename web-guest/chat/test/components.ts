/**
 * Components without a document: a test calls them, and what hooks keep is kept from one call to the next. It puts `signals` and `hooks`
 * in the place of Preact's own by `vi.mock`.
 */
class Kept<Value> {
  constructor(public value: Value) {}
  peek = () => this.value;
}

let kept: unknown[] = [];
let next = 0;
let effects: (() => unknown)[] = [];

function keep<Value>(make: () => Value): Value {
  if (next === kept.length) kept.push(make());
  next += 1;
  return kept[next - 1] as Value;
}

const useEffect = (effect: () => unknown) => void effects.push(effect);
export const signals = { useSignal: <Value>(value: Value) => keep(() => new Kept(value)) };
export const hooks = {
  useRef: <Value>(current: Value) => keep(() => ({ current })),
  useMemo: <Value>(make: () => Value) => make(),
  useEffect,
  useLayoutEffect: useEffect,
};

/** What follows is about another component. */
export function forget(): void {
  kept = [];
}

/** Calls a component, or what is made of hooks alone; gives its effects too, in order. */
export function call<Result>(component: () => Result): [Result, readonly (() => unknown)[]] {
  next = 0;
  effects = [];
  const result = component();
  return [result, effects];
}

interface Part {
  readonly type: unknown;
  readonly props: Readonly<Record<string, unknown>>;
}

/** The properties of an element or component in a tree, by its name and some of them; not within the components in it. */
export function find<Props extends object>(tree: unknown, name: string, some: Partial<Props> = {}): Props {
  const found = partsOf(tree).find(
    ({ type, props }) =>
      (typeof type === 'function' ? type.name : type) === name &&
      Object.entries(some).every(([key, value]) => props[key] === value),
  );
  if (!found) throw new Error(`there is no ${name}`);
  return found.props as Props;
}

/** What stands in a tree itself. */
export function wordsIn(tree: unknown): string {
  if (typeof tree === 'string') return tree;
  if (Array.isArray(tree)) return tree.map(wordsIn).join('');
  return isPart(tree) ? wordsIn(tree.props.children) : '';
}

function partsOf(tree: unknown): Part[] {
  if (Array.isArray(tree)) return tree.flatMap(partsOf);
  return isPart(tree) ? [tree, ...partsOf(tree.props.children)] : [];
}

const isPart = (tree: unknown): tree is Part => typeof tree === 'object' && tree !== null && 'props' in tree;
