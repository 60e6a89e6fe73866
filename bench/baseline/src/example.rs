//! The example query: the response to `queries/01-founders-and-their-partners.graphql` and nothing else.
//!
//! Four prepared statements are nested as the response is, and JSON is written from their rows. Counts are queried
//! only if a page does not show them. There is no parser, no schema, no validation and no choice of fields. The
//! response equals that of the registry byte for byte.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, Row, Statement, params};

use super::{Failure, json};

/// Rows of a page of founders (the default) and of partners (set by the query). The statements read one more row, to
/// know whether there is a next page.
const FOUNDERS: usize = 25;
const PARTNERS: usize = 20;

const CLUSTER: &str = "SELECT o.id, o.name FROM name AS n JOIN organization AS o ON o.id = n.owner_id \
    WHERE n.folded = ?1 LIMIT 1";
const FOUNDERS_OF: &str = "SELECT a.id, a.since, o.id, o.slug, o.name, \
    (SELECT json_group_array(kind) FROM (SELECT kind FROM organization_kind \
    WHERE organization_id = o.id ORDER BY rank)) \
    FROM affiliation_end AS e JOIN affiliation AS a ON a.id = e.affiliation_id \
    JOIN organization AS o ON o.id = e.other_id \
    WHERE e.organization_id = ?1 AND e.reading = 1 AND e.start_before <= ?3 AND e.end_from > ?2 \
    ORDER BY e.rank, e.affiliation_id LIMIT 26";
const CITATIONS_OF: &str = "SELECT s.title, p.name, c.locator FROM citation AS c \
    JOIN source AS s ON s.id = c.source_id JOIN organization AS p ON p.id = s.publisher_id \
    WHERE c.fact_id = ?1 ORDER BY c.rank";
const PARTNERS_OF: &str = "SELECT o.name, \
    (SELECT json_group_array(kind) FROM (SELECT kind FROM organization_kind \
    WHERE organization_id = o.id ORDER BY rank)) \
    FROM affiliation_end AS e JOIN organization AS o ON o.id = e.other_id \
    WHERE e.organization_id = ?1 AND e.reading = 5 AND e.start_before <= ?3 AND e.end_from > ?2 \
    ORDER BY e.rank, e.affiliation_id LIMIT 21";
const COUNT: &str = "SELECT count(*) FROM affiliation_end \
    WHERE organization_id = ?1 AND reading = ?4 AND start_before <= ?3 AND end_from > ?2";

/// The response for the cluster with this name.
///
/// # Errors
/// When the database cannot be read.
pub fn response(connection: &Connection, cluster: &str) -> Result<String, Failure> {
    let question = Example { connection, today: today()?, out: String::with_capacity(16 << 10) };
    question.cluster(&cluster.to_lowercase())
}

fn today() -> Result<i64, Failure> {
    Ok(i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() / 86_400)?)
}

struct Example<'c> {
    connection: &'c Connection,
    today: i64,
    out: String,
}

impl Example<'_> {
    fn cluster(mut self, folded: &str) -> Result<String, Failure> {
        let mut cluster = self.connection.prepare_cached(CLUSTER)?;
        let mut cluster = cluster.query([folded])?;
        self.out.push_str(r#"{"data":{"organization":"#);
        let Some(row) = cluster.next()? else {
            self.out.push_str("null}}");
            return Ok(self.out);
        };
        self.text(r#"{"name":"#, row, 1)?;
        self.out.push_str(r#","founders":{"totalCount":"#);
        self.founders(row.get(0)?)?;
        self.out.push_str("}}}}");
        Ok(self.out)
    }

    fn founders(&mut self, of: i64) -> Result<(), Failure> {
        let mut founders = self.connection.prepare_cached(FOUNDERS_OF)?;
        // Open all the while: one look-up in the cache of statements for all rows.
        let mut citations = self.connection.prepare_cached(CITATIONS_OF)?;
        let mut partners = self.connection.prepare_cached(PARTNERS_OF)?;
        let mut founders = founders.query(params![of, self.today, self.today + 1])?;
        let (start, mut rows) = (self.out.len(), 0);
        while let Some(row) = founders.next()? {
            rows += 1;
            if rows > FOUNDERS {
                break;
            }
            self.out.push_str(if rows == 1 { "" } else { "," });
            self.text(r#"{"affiliation":{"since":"#, row, 1)?;
            self.citations(&mut citations, row.get(0)?)?;
            self.text(r#"},"node":{"slug":"#, row, 3)?;
            self.text(r#","name":"#, row, 4)?;
            self.json(r#","kinds":"#, row, 5)?;
            self.out.push_str(r#","partners":{"totalCount":"#);
            self.partners(&mut partners, row.get(2)?)?;
            self.out.push_str("}}}");
        }
        self.out.push(']');
        self.counted(start, rows, FOUNDERS, (of, 1), r#","edges":["#)
    }

    fn citations(&mut self, statement: &mut Statement<'_>, fact: i64) -> Result<(), Failure> {
        let mut citations = statement.query([fact])?;
        self.out.push_str(r#","citations":["#);
        let mut comma = "";
        while let Some(row) = citations.next()? {
            self.out.push_str(comma);
            comma = ",";
            self.text(r#"{"source":{"title":"#, row, 0)?;
            self.text(r#","publisher":"#, row, 1)?;
            self.text(r#"},"locator":"#, row, 2)?;
            self.out.push('}');
        }
        self.out.push(']');
        Ok(())
    }

    fn partners(&mut self, statement: &mut Statement<'_>, of: i64) -> Result<(), Failure> {
        let mut partners = statement.query(params![of, self.today, self.today + 1])?;
        let (start, mut rows) = (self.out.len(), 0);
        while let Some(row) = partners.next()? {
            rows += 1;
            if rows > PARTNERS {
                break;
            }
            self.out.push_str(if rows == 1 { "" } else { "," });
            self.text(r#"{"name":"#, row, 0)?;
            self.json(r#","kinds":"#, row, 1)?;
            self.out.push('}');
        }
        self.out.push(']');
        self.counted(start, rows, PARTNERS, (of, 5), r#","nodes":["#)
    }

    /// Inserts the total before the rows written since `start`: their number, unless there are more.
    fn counted(
        &mut self,
        start: usize,
        rows: usize,
        page: usize,
        (of, reading): (i64, i64),
        key: &str,
    ) -> Result<(), Failure> {
        let total = if rows <= page {
            i64::try_from(rows)?
        } else {
            let mut count = self.connection.prepare_cached(COUNT)?;
            count.query_row(params![of, self.today, self.today + 1, reading], |row| row.get(0))?
        };
        self.out.insert_str(start, &format!("{total}{key}"));
        Ok(())
    }

    fn text(&mut self, key: &str, row: &Row<'_>, column: usize) -> Result<(), Failure> {
        json::text(&mut self.out, key, row, column)
    }

    fn json(&mut self, key: &str, row: &Row<'_>, column: usize) -> Result<(), Failure> {
        self.out.push_str(key);
        self.out.push_str(row.get_ref(column)?.as_str()?);
        Ok(())
    }
}
