/** The same from CommonJS. */
import messageUs = require('message-us');

import { AgentConsole } from 'message-us/agent-console';

export const isOurs = (element: Element): element is messageUs.MessageUs | AgentConsole =>
  element instanceof messageUs.MessageUs || element instanceof AgentConsole;
