package io.guestchat.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PageRoutesTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI health;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/i"})
    void thePageComesUnderBothAddressesAndIsAskedForAnew(String path) {
        // When
        plain().get(path)
                // Then
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("Content-Encoding", nullValue())
                .body(containsString("integrity=\"sha"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/config.json", "/nothing-here", "/i/deeper"})
    void everyAnswerCarriesTheHeaders(String path) {
        // When
        plain().get(path)
                // Then
                .then()
                .header(
                        "Content-Security-Policy",
                        equalTo("default-src 'none'; script-src 'self'; style-src 'self'; "
                                + "connect-src 'self' http://localhost:8082 ws://localhost:8083; "
                                + "img-src 'self' data:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
                                + "form-action 'none'; frame-ancestors 'none'; "
                                + "require-trusted-types-for 'script'; trusted-types guestchat-worker"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .header("Permissions-Policy", containsString("camera=()"));
    }

    @Test
    void hashedFilesAreKeptForGoodAndComeCompressed() {
        // Given
        String script = scriptOf(plain().get("/"));

        // When
        Response compressed = raw().header("Accept-Encoding", "gzip, br").get(script);

        // Then
        compressed
                .then()
                .statusCode(200)
                .contentType("text/javascript; charset=utf-8")
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("Vary", "Accept-Encoding")
                .header("Content-Encoding", "br");
        int full = plain().get(script).asByteArray().length;
        assertTrue(compressed.asByteArray().length < full / 2);
    }

    @Test
    void brotliIsNotForcedOnThoseWhoRefuseIt() {
        // When
        raw().header("Accept-Encoding", "br;q=0")
                .get("/")
                // Then
                .then()
                .header("Content-Encoding", nullValue())
                .body(startsWith("<!doctype html>"));
    }

    @Test
    void headTellsTheLengthWithoutTheBody() {
        // Given
        int length = plain().get("/").asByteArray().length;

        // When
        Response head = plain().head("/");

        // Then
        assertEquals(String.valueOf(length), head.header("Content-Length"));
        head.then().statusCode(200).body(emptyString());
    }

    @Test
    void theConfigurationNamesTheSessionService() {
        // When
        plain().get("/config.json")
                // Then
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-cache")
                .body("sessionUrl", equalTo("http://localhost:8082"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing-here",
                "/index.html.br",
                "/assets/",
                "/assets/..%2findex.html",
                "/META-INF/page/index.html",
                "/i/deeper",
                "/q/health"
            })
    void anythingElseIsAShort404(String path) {
        // When
        plain().urlEncodingEnabled(false)
                .get(path)
                // Then
                .then()
                .statusCode(404)
                .contentType("text/plain; charset=utf-8")
                .body(equalTo("Not found\n"), not(containsString("Exception")));
    }

    @Test
    void healthIsOnTheManagementPort() {
        plain().get(health).then().statusCode(200).body("status", equalTo("UP"));
    }

    private static RequestSpecification plain() {
        return raw().header("Accept-Encoding", "identity");
    }

    /** A client that sends no Accept-Encoding of its own and unpacks nothing. */
    private static RequestSpecification raw() {
        DecoderConfig asSent = DecoderConfig.decoderConfig().noContentDecoders();
        return given().config(RestAssuredConfig.config().decoderConfig(asSent));
    }

    private static String scriptOf(Response page) {
        var script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"").matcher(page.asString());
        assertTrue(script.find());
        return script.group(1);
    }
}
