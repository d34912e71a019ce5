import './page-language.ts';
import '../agent-console/agent-console.ts';
