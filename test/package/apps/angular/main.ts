// Angular's packages are compiled in the browser here. Angular's own builder would compile them ahead of time.
import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';

await bootstrapApplication(App);
