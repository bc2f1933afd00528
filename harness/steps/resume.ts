import { linkSwitch } from './link-switch.js';

export const resume = linkSwitch('resume', 'lets a paused link go on: all that it held arrives', 'go on');
