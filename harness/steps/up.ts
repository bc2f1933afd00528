import { linkSwitch } from './link-switch.js';

export const up = linkSwitch('up', 'switches the link on again', 'come up again');
