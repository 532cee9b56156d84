package io.liren.web.notice;

import io.liren.web.open.QrCode;

/**
 * A notice to be hung up (张贴件), A4.
 *
 * @param address what the code opens, in letters
 * @param code the QR code of it
 * @param digest of the text, shortened: it tells this text from any other
 */
public record PosterPage(NoticePage.Sheet sheet, String address, QrCode code, String digest, String back) {}
