/** What `wiremark explain` tells, by code. */
export const codes: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {};
