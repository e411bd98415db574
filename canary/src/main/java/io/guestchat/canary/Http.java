package io.guestchat.canary;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;

/** Calls that are answered, or have failed. */
final class Http {
    private Http() {}

    static <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> body) throws Failed {
        try {
            return http.send(request, body);
        } catch (IOException e) {
            throw new Failed("no answer: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted");
        }
    }
}
