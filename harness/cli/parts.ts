/** What the files in `bin/` start: each part is loaded when it is asked for, since a worker needs no command line. */
export const command = () => import('./main.js');
export const worker = () => import('./worker-main.js');
