import { holdSpec } from '../e2e.test-support.js';

holdSpec('multicast');
