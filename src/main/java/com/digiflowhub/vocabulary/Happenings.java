package com.digiflowhub.vocabulary;

import com.digiflowhub.platform.work.NewItem;
import com.digiflowhub.platform.work.Work;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells what took place. Called inside the transaction that made it true; what listeners want done is written with it. Listeners are
 * looked up late, because they hold the very doors that tell.
 */
@Component
public class Happenings {
    private final ObjectProvider<Listener> listeners;
    private final Work work;

    Happenings(ObjectProvider<Listener> listeners, Work work) {
        this.listeners = listeners;
        this.work = work;
    }

    public void tell(List<? extends Happening> happenings) {
        List<NewItem> wanted = happenings.stream()
                .flatMap(happening -> listeners.stream().map(listener -> listener.hears(happening)))
                .flatMap(Optional::stream)
                .toList();
        work.put(wanted);
    }

    public void tell(Happening happening) {
        tell(List.of(happening));
    }
}
