/** What a screen needs of its surroundings, and how one gets it where nobody is there to click. */

let undo: (() => void)[] = [];

/** Has an object say something else, until the next screen is shown. */
export function pretend<On extends object, Name extends keyof On & string>(on: On, name: Name, value: On[Name]): void {
  Object.defineProperty(on, name, { configurable: true, get: () => value });
  undo.push(() => Reflect.deleteProperty(on, name));
}

export function stopPretending(): void {
  for (const one of undo) one();
  undo = [];
}

/** Pictures without a change after which nothing more is to come: an effect of the last change runs after the next picture. */
const STILL = 2;

/** What was begun has come to an end, and has been drawn. */
export async function settled(): Promise<void> {
  let still = 0;
  const changed = () => {
    still = 0;
  };
  const changes = new MutationObserver(changed);
  changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  addEventListener('scroll', changed, true);
  while (still < STILL) {
    still += 1;
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  }
  changes.disconnect();
  removeEventListener('scroll', changed, true);
}

export async function click(selector: string): Promise<void> {
  find<HTMLElement>(selector).click();
  await settled();
}

export async function write(selector: string, text: string): Promise<void> {
  const field = find<HTMLInputElement>(selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled();
}

export const find = <Found extends Element>(selector: string): Found => {
  const found = document.querySelector<Found>(selector);
  if (!found) throw new Error(`nothing is ${selector}`);
  return found;
};
