package io.guestchat.platform.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * A log record as one line of JSON: {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message}, then the ids that
 * the suite's own messages carry as {@code key=value}, each under its key, then {@code error} and {@code stack}.
 *
 * <p>The message of an exception that the suite itself logs is left out: a parser's may repeat what it could not parse. A library's is
 * kept, since it may be all there is to say why a service does not start.
 */
final class JsonLines extends ExtFormatter {
    private static final String OURS = "io.guestchat.";
    private static final Pattern ID = Pattern.compile("\\b([a-z][A-Za-z]*)=([^\\s,]+)");
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public String format(ExtLogRecord record) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields(record).entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private Map<String, String> fields(ExtLogRecord record) {
        boolean ours = record.getLoggerName().startsWith(OURS);
        String message = formatMessage(record);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", record.getInstant().toString());
        fields.put("level", level(record));
        fields.put("logger", record.getLoggerName());
        fields.put("thread", record.getThreadName());
        fields.put("message", message);
        if (ours) {
            Matcher id = ID.matcher(message);
            while (id.find()) {
                fields.putIfAbsent(id.group(1), id.group(2));
            }
        }
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            fields.put("error", thrown.getClass().getName());
            fields.put("stack", stack(thrown, !ours));
        }
        return fields;
    }

    /** Libraries that log through the JDK have other names for the same. */
    private static String level(ExtLogRecord record) {
        String name = record.getLevel().getName();
        return switch (name) {
            case "SEVERE" -> "ERROR";
            case "WARNING" -> "WARN";
            default -> name;
        };
    }

    private static String stack(Throwable thrown, boolean messages) {
        StringBuilder stack = new StringBuilder();
        for (Throwable each = thrown; each != null; each = each.getCause() == each ? null : each.getCause()) {
            stack.append(messages ? each : each.getClass().getName()).append('\n');
            for (StackTraceElement frame : each.getStackTrace()) {
                stack.append("\tat ").append(frame).append('\n');
            }
        }
        return stack.toString();
    }
}
