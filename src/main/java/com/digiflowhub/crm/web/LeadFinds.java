package com.digiflowhub.crm.web;

import com.digiflowhub.crm.Lead;
import com.digiflowhub.crm.LeadFilter;
import com.digiflowhub.crm.LeadSort;
import com.digiflowhub.crm.Leads;
import com.digiflowhub.platform.palette.Asked;
import com.digiflowhub.platform.palette.Find;
import com.digiflowhub.platform.palette.PaletteSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Leads in the palette, by their person or their company, and the way to a new one. */
@Configuration(proxyBeanMethods = false)
class LeadFinds {
    private static final String ADD = "crm.add";

    @Bean
    PaletteSource leadsInThePalette(Leads leads) {
        return new PaletteSource(25, "crm.leads", asked -> asked.enough() ? finds(leads, asked) : List.of())
                .allAt("/pipeline?view=table&q=");
    }

    @Bean
    PaletteSource addALeadFromThePalette() {
        return new PaletteSource(
                50,
                "palette.actions",
                asked -> asked.means(ADD) ? List.of(Find.page("plus", asked.say(ADD), "/pipeline/new")) : List.of());
    }

    private static List<Find> finds(Leads leads, Asked asked) {
        LeadFilter all = LeadFilter.all();
        LeadFilter wanted = new LeadFilter(
                all.stage(),
                all.status(),
                all.source(),
                all.owner(),
                all.tag(),
                all.updatedSince(),
                Optional.of(asked.words()));
        LeadWords words = new LeadWords(asked.frame(), List.of());
        return leads.list(wanted, LeadSort.NEWEST, Optional.empty(), asked.most() + 1).stream()
                .map(lead -> find(lead, words))
                .toList();
    }

    private static Find find(Lead lead, LeadWords words) {
        String about = Stream.of(lead.company(), words.place(lead))
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" · "));
        Find find = Find.page("layout-kanban", lead.shownAs(), "/pipeline/" + lead.id())
                .about(about);
        return lead.value().minor() > 0 ? find.noted(words.amount(lead.value())) : find;
    }
}
