using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace TypedRpc.TestSupport.Brokers;

/// <summary>Issues OAuth2 tokens that one broker accepts: JSON Web Tokens signed with a secret that both know. Source: https://www.rabbitmq.com/docs/oauth2.</summary>
public sealed class TokenIssuer
{
    private const string KeyId = "test";
    private const string Resource = "rabbitmq";

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>What the broker needs to know, as its <c>advanced.config</c>. Accounts of its own stay.</summary>
    internal string BrokerConfiguration => $$"""
        [{rabbit, [{auth_backends, [rabbit_auth_backend_internal, rabbit_auth_backend_oauth2]}]},
         {rabbitmq_auth_backend_oauth2, [
           {resource_server_id, <<"{{Resource}}">>},
           {key_config, [
             {default_key, <<"{{KeyId}}">>},
             {signing_keys, #{<<"{{KeyId}}">> => {map, #{<<"kty">> => <<"oct">>, <<"alg">> => <<"HS256">>, <<"k">> => <<"{{Base64Url.EncodeToString(_key)}}">> } } } } ]}]}].

        """;

    /// <summary>A token that permits everything; its end is rounded up to a whole second.</summary>
    public string Issue(string user, TimeSpan validFor)
    {
        var expires = (long)Math.Ceiling((TimeProvider.System.GetUtcNow() + validFor - DateTimeOffset.UnixEpoch).TotalSeconds);
        string[] scope = [$"{Resource}.configure:*/*", $"{Resource}.write:*/*", $"{Resource}.read:*/*"];
        var content = $"{Part(new { alg = "HS256", typ = "JWT", kid = KeyId })}.{Part(new { sub = user, aud = new[] { Resource }, scope, exp = expires })}";
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, System.Text.Encoding.ASCII.GetBytes(content)))}";
    }

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
