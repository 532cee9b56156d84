package io.liren.exchange;

import io.liren.wording.Label;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets only addresses be told that anyone could reach: HTTPS, no machine of the own network. Otherwise somebody could have
 * this program ask what only it can reach.
 */
public final class OpenAddresses implements Webhooks.Addresses {
    private final boolean own;

    /** @param own whether machines of the own network, and plain HTTP, are let through, as the operator has set it */
    public OpenAddresses(boolean own) {
        this.own = own;
    }

    @Override
    public Optional<Label> wrong(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.of(new Label("网址写得不对", "This is no address"));
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (host == null || uri.getUserInfo() != null || !(scheme.equals("https") || own && scheme.equals("http"))) {
            return Optional.of(
                    new Label("网址要以 https:// 开头,不带用户名", "The address begins with https:// and holds no user name"));
        }
        if (own) {
            return Optional.empty();
        }
        try {
            for (InetAddress machine : InetAddress.getAllByName(host)) {
                if (isOwn(machine)) {
                    return Optional.of(new Label("不能推送到本机或内网地址", "Machines of the own network can't be told"));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(new Label("找不到这台主机:" + host, "There is no such host: " + host));
        }
    }

    private static boolean isOwn(InetAddress machine) {
        byte[] bytes = machine.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean six = bytes.length > 4;
        return machine.isLoopbackAddress()
                || machine.isAnyLocalAddress()
                || machine.isLinkLocalAddress()
                || machine.isSiteLocalAddress()
                || machine.isMulticastAddress()
                // Unique local addresses, and addresses that only stand for IPv4 ones.
                || six && ((first & 0xfe) == 0xfc || first == 0 || first == 0x20 && second == 0x02)
                // This network, shared by carriers, for tests, reserved.
                || !six
                        && (first == 0
                                || first == 100 && (second & 0xc0) == 64
                                || first == 198 && (second & 0xfe) == 18
                                || first >= 240);
    }
}
