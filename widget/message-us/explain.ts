/** What is wrong on the page, said once to its owner in the browser's console, with the element and what to do. */
const said = new WeakMap<Element, Set<string>>();

export function explain(element: Element, problem: string): void {
  const before = said.get(element) ?? new Set();
  if (before.has(problem)) return;
  said.set(element, before.add(problem));
  console.warn(`<message-us> ${problem}`, element);
}
