import { isIdle } from './stand-in.ts';

/** Elements that do not draw themselves with Lit, and native ones, have no such promise. */
interface Drawn extends Element {
  readonly updateComplete: Promise<unknown>;
  readonly isUpdatePending?: boolean;
}

/** Calm for this many frames in a row. */
const calmFrames = 3;
/** What never settles is shown as it is then. */
const maxFrames = 300;

/** Waits until every element below has drawn what it was given, and no request is on its way. */
export async function settled(root: ParentNode): Promise<void> {
  let calm = 0;
  for (let frame = 0; calm < calmFrames && frame < maxFrames; frame += 1) {
    const drawn = elementsIn(root).filter(isDrawn);
    const isPending = drawn.some((element) => element.isUpdatePending === true);
    await Promise.all(drawn.map((element) => Promise.race([element.updateComplete, nextFrame()])));
    await nextFrame();
    calm = isPending || !isIdle() ? 0 : calm + 1;
  }
}

function elementsIn(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap((element) =>
    element.shadowRoot ? [element, ...elementsIn(element.shadowRoot)] : [element],
  );
}

function isDrawn(element: Element): element is Drawn {
  return 'updateComplete' in element;
}

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
