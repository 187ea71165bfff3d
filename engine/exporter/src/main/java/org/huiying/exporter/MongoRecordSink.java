package org.huiying.exporter;

import com.mongodb.ConnectionString;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** The replica set as a sink; one per partition. */
final class MongoRecordSink implements RecordSink {

  static final String WATERMARKS = "watermarks";

  private static final WriteConcern DURABLE =
      WriteConcern.MAJORITY.withJournal(true).withWTimeout(10, TimeUnit.SECONDS);

  /**
   * Refusals that concern one row's content, and that trying again cannot change: BadValue,
   * InvalidBSON, DocumentValidationFailure, BSONObjectTooLarge.
   */
  private static final Set<Integer> CONTENT_CODES = Set.of(2, 22, 121, 10334);

  private final int partition;
  private final RecordConverter converter;
  private final MongoClient client;
  private final MongoCollection<RawBsonDocument> records;
  private final MongoCollection<BsonDocument> watermarks;
  private final TransactionOptions transactionOptions =
      TransactionOptions.builder().writeConcern(DURABLE).build();

  MongoRecordSink(final Settings settings, final int partition, final RecordConverter converter) {
    this.partition = partition;
    this.converter = converter;
    client = MongoClients.create(clientSettings(settings));
    final var database = client.getDatabase(settings.database()).withWriteConcern(DURABLE);
    records = database.getCollection(settings.collection(), RawBsonDocument.class);
    watermarks = database.getCollection(WATERMARKS, BsonDocument.class);
  }

  /** A half-open connection must be noticed: without a read limit a write would wait for ever. */
  private static MongoClientSettings clientSettings(final Settings settings) {
    return MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(settings.uri()))
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
        .applyToConnectionPoolSettings(pool -> pool.maxSize(2))
        .applyToSocketSettings(
            socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(15, TimeUnit.SECONDS))
        .applicationName("huiying-exporter")
        .build();
  }

  /**
   * Rows and watermark go in one transaction, so that both share one journal write; after a
   * replay, when some rows are there already, they go one after the other.
   */
  @Override
  public void write(final List<Row> rows) {
    try (var session = client.startSession()) {
      session.startTransaction(transactionOptions);
      try {
        records.insertMany(session, documents(rows));
        moveWatermark(session, rows.getLast());
        session.commitTransaction();
      } catch (final MongoBulkWriteException e) {
        session.abortTransaction();
        writeOneAfterAnother(rows);
      }
    }
  }

  private void writeOneAfterAnother(final List<Row> rows) {
    insert(withoutStored(rows));
    moveWatermark(null, rows.getLast());
  }

  private void insert(final List<Row> missing) {
    int from = 0;
    while (from < missing.size()) {
      try {
        records.insertMany(
            documents(missing.subList(from, missing.size())),
            new InsertManyOptions().ordered(true));
        return;
      } catch (final MongoBulkWriteException e) {
        from += passOver(e, missing, from);
      }
    }
  }

  /** Says how many rows are settled once the refused one is dealt with; others raise the error. */
  private int passOver(final MongoBulkWriteException e, final List<Row> missing, final int from) {
    if (e.getWriteErrors().isEmpty()) {
      throw e;
    }
    final var refusal = e.getWriteErrors().getFirst();
    if (CONTENT_CODES.contains(refusal.getCode())) {
      final var row = missing.get(from + refusal.getIndex());
      records.insertOne(converter.refused(row, refusal.getMessage()).document());
    } else if (refusal.getCategory() != ErrorCategory.DUPLICATE_KEY) {
      throw e;
    }
    return refusal.getIndex() + 1;
  }

  /** After a hard kill the engine repeats thousands of records: asked for in one read. */
  private List<Row> withoutStored(final List<Row> rows) {
    final var stored = new HashSet<BsonString>();
    records
        .find(Filters.in("_id", rows.stream().map(Row::id).toList()))
        .projection(Projections.include("_id"))
        .forEach(document -> stored.add(document.getString("_id")));
    return rows.stream().filter(row -> !stored.contains(row.id())).toList();
  }

  /** Never backwards: what a projector may read stays readable. */
  private void moveWatermark(final ClientSession session, final Row last) {
    final Bson filter = Filters.eq("_id", partition);
    final Bson update =
        Updates.combine(
            Updates.max("position", last.position()),
            Updates.set("at", last.document().get("at")));
    final var options = new UpdateOptions().upsert(true);
    if (session == null) {
      watermarks.updateOne(filter, update, options);
    } else {
      watermarks.updateOne(session, filter, update, options);
    }
  }

  private static List<RawBsonDocument> documents(final List<Row> rows) {
    return rows.stream().map(Row::document).toList();
  }

  /** @throws MongoException never: closing ends what is left of the connections. */
  @Override
  public void close() {
    client.close();
  }
}
