/** Starts a deployment, prints its ports as JSON, and stays: to be killed by the test of what it leaves behind. */
import { startFreshStack } from './fresh-stack.ts';

const { workerUrl, demoUrl } = await startFreshStack();
console.log(JSON.stringify([workerUrl, demoUrl].map((url) => Number(new URL(url).port))));
