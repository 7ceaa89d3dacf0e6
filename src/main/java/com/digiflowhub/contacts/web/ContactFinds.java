package com.digiflowhub.contacts.web;

import com.digiflowhub.contacts.Contact;
import com.digiflowhub.contacts.Contacts;
import com.digiflowhub.platform.palette.Asked;
import com.digiflowhub.platform.palette.Find;
import com.digiflowhub.platform.palette.PaletteSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People in the palette, by a part of their name, number or address. */
@Configuration(proxyBeanMethods = false)
class ContactFinds {
    @Bean
    PaletteSource peopleInThePalette(Contacts contacts) {
        return new PaletteSource(15, "contacts.title", asked -> asked.enough() ? finds(contacts, asked) : List.of())
                .allAt("/contacts?q=");
    }

    private static List<Find> finds(Contacts contacts, Asked asked) {
        return contacts.search(asked.words(), asked.most() + 1).stream()
                .map(contact -> Find.page("user-circle", contact.shownAs(), "/contacts/" + contact.id())
                        .about(addresses(contact)))
                .toList();
    }

    private static String addresses(Contact contact) {
        return Stream.of(contact.phone(), contact.email())
                .flatMap(Optional::stream)
                .filter(address -> !address.equals(contact.shownAs()))
                .collect(Collectors.joining(" · "));
    }
}
