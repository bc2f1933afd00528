/** Words by which a question asks where a server is, and what it asks for. The first that fits counts. */
export const PLACES: readonly (readonly [RegExp, string])[] = [
  [/(host|hôte|ip|address|adresse|server|serveur|адрес)\W{0,3}:\W{0,3}(port|порт)/iu, 'host:port'],
  [
    /(host|ip|address|adresse|server|адрес|хост)\w*(\s+(and|und|y|et|и)\s+|\s*[,&+/]\s*)(the\s+)?(port|порт|puerto)/iu,
    'host port',
  ],
  [/port|порт|puerto|puerta|porta/iu, 'port'],
  [/host|hôte|address|\bip\b|адрес|хост|server|сервер|alamat|direcci/iu, 'host'],
];

/** Whether a question asks where a server is: that is always known. */
export function asksForPlace(question: string): boolean {
  return PLACES.some(([words]) => words.test(question));
}
