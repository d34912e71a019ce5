/** A handler with the wrong event type, which Angular must reject. */
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'message-us';

@Component({
  selector: 'app-wrong',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: '<message-us (message-us-press)="show($event)" />',
})
export class Wrong {
  show(event: KeyboardEvent): void {
    console.log(event.key);
  }
}
