/** Why no TLS connection came to be, as traces and reports say it. */
export const TLS_FAILURES = {
  expired: 'the certificate has expired',
  notYetGood: 'the certificate is not good yet',
  forAnotherHost: 'the certificate is for another host',
  notTrusted: 'the certificate is not by an authority that is trusted',
  unknownAuthority: 'the other side does not know the authority of the certificate',
  foundExpired: 'the other side found the certificate expired',
  refused: 'the other side refused the certificate',
  noTls: 'the other side does not speak TLS',
  brokenOff: 'the other side ended the connection in the middle of the handshake',
  tookTooLong: 'the handshake came to no end',
  nothingInCommon: 'the two sides have no version or cipher in common',
} as const;
