/** The button on websites: its design, its pictures, and the clicks on it. */
import type { ButtonDesign, ButtonSettings, PressStatistics } from '../../api/numbers/button.ts';
import type { Context } from '../context.ts';
import {
  addPicture,
  buttonOf,
  changeButton,
  pictureOf,
  publicButton,
  type StoredPicture,
} from '../number/button.ts';
import type { Press } from '../number/clicks.ts';

export class Button {
  #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  design(): ButtonDesign {
    return buttonOf(this.#context.sql);
  }

  changeDesign(design: ButtonDesign): ButtonDesign {
    const { sql, parts } = this.#context;
    return parts.changes.transaction(() => changeButton(sql, parts.changes, design));
  }

  /** What websites load. */
  settings(): ButtonSettings {
    return publicButton(this.#context.sql);
  }

  addPicture(id: string, picture: StoredPicture): void {
    addPicture(this.#context.sql, id, picture);
  }

  picture(id: string): StoredPicture | null {
    return pictureOf(this.#context.sql, id);
  }

  async addClick(click: Press): Promise<void> {
    await this.#context.rejectDeleted();
    this.#context.parts.presses.add(click);
  }

  statistics(since: number): PressStatistics {
    return this.#context.parts.presses.statistics(since);
  }
}
