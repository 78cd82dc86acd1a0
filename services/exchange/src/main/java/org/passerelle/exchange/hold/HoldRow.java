package org.passerelle.exchange.hold;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Exchange;
import org.passerelle.platform.json.Json;

/** A hold as the table keeps it. */
final class HoldRow {

    static final String OPEN = "open";
    static final String GRANTED = "granted";
    static final String REFUSED = "refused";
    static final String WITHDRAWN = "withdrawn";

    static final String COLUMNS = """
            hold.id, hold.code, hold.matter, hold.record_id, hold.version, hold.portion_id, hold.releaser, hold.recipient,
            hold.recipient_unit, hold.requester, hold.purpose, hold.action, hold.rulers::text as rulers,
            hold.opened_at, hold.state""";

    private HoldRow() {}

    static Exchange.Hold read(Row row) {
        Exchange.OpenHold about = new Exchange.OpenHold(
                Code.valueOf(row.getString("code")),
                row.getString("matter"),
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("portion_id"),
                row.getString("releaser"),
                row.getString("recipient"),
                Optional.ofNullable(row.getString("recipient_unit")),
                row.getString("requester"),
                row.getString("purpose"),
                Action.valueOf(row.getString("action")),
                Json.read(row.getString("rulers"), new TypeReference<List<Ruler>>() {}));
        return new Exchange.Hold(
                row.getString("id"), about, row.getOffsetDateTime("opened_at").toInstant(), row.getString("state"));
    }
}
