package org.huiying.exporter;

import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * One record on its way to the database, already encoded: the engine reuses its record object, and
 * only bytes have a size to bound a queue by.
 */
record Row(long position, RawBsonDocument document, int size) {

  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  static Row of(final long position, final BsonDocument document) {
    final var raw = new RawBsonDocument(document, CODEC);
    return new Row(position, raw, raw.getByteBuffer().remaining());
  }

  BsonString id() {
    return document.getString("_id");
  }
}
