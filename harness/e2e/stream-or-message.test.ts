import { holdSpec } from '../e2e.test-support.js';

holdSpec('stream-or-message');
