/** Problems that have been logged for an element, so that each is logged once. */
const logged = new WeakMap<Element, Set<string>>();

/** Logs what is wrong with an element, and what to do, for the owner of the page. */
export function explain(element: Element, problem: string): void {
  const before = logged.get(element) ?? new Set();
  if (before.has(problem)) return;
  logged.set(element, before.add(problem));
  console.warn(`<message-us> ${problem}`, element);
}
