/** Every route, by its method and path. */

import { analytics } from './analytics.ts';
import { assistant } from './assistant.ts';
import { automation } from './automation.ts';
import { catalog } from './catalog.ts';
import { conversations } from './conversations.ts';
import { developers } from './developers.ts';
import { graph } from './graph.ts';
import { numbers } from './numbers.ts';
import { open } from './open.ts';
import type { Route, Routes } from './route.ts';
import { settings } from './settings.ts';
import { team } from './team.ts';
import { templates } from './templates.ts';

export const openRoutes = open;
export const closedRoutes = {
  ...team,
  ...developers,
  ...settings,
  ...numbers,
  ...analytics,
  ...templates,
  ...catalog,
  ...automation,
  ...assistant,
  ...conversations,
};
export const graphRoutes = graph;

/** A route's name in lists, and its declaration. */
export interface ListedRoute extends Route {
  name: string;
  method: string;
  path: string;
}

export const routes: readonly ListedRoute[] = listed({ ...openRoutes, ...closedRoutes, ...graphRoutes });

function listed(declared: Routes): ListedRoute[] {
  return Object.entries(declared).map(([name, route]) => {
    const [method = '', path = ''] = name.split(' ');
    return { ...route, name, method, path };
  });
}
