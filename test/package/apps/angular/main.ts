// The packages of Angular are compiled in the browser here; Angular's own builder does it beforehand.
import '@angular/compiler';
import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app';

await bootstrapApplication(App);
