using TypedRpc.Generator.Compatibility.Lines;

namespace TypedRpc.Generator.Compatibility;

/// <summary>What <c>RabbitContracts.txt</c> says.</summary>
internal sealed class Baseline
{
    public const string FileName = "RabbitContracts.txt";

    private static readonly IReadOnlyList<BaselineLine> None = [];

    private readonly Dictionary<string, BaselineLine> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BaselineLine>> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BaselineLine>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<BaselineLine>> _retiredMembers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _retired = new(StringComparer.Ordinal);

    public Baseline(IReadOnlyList<BaselineLine> lines)
    {
        Lines = lines;
        foreach (var line in lines.Where(static line => line.Entry is not null))
        {
            line.Problem = Add(line, line.Entry!);
        }

        foreach (var line in _live.Values.Where(line => IsRetired(KeyOf(line.Entry!))))
        {
            line.Problem = $"'{KeyOf(line.Entry!)}' is retired";
        }
    }

    /// <summary>All lines but comments and empty ones, in the order of the file.</summary>
    public IReadOnlyList<BaselineLine> Lines { get; }

    public IEnumerable<WireContract> Contracts => _live.Values.Select(static line => line.Entry).OfType<WireContract>();

    public BaselineLine? Find(string identity) => _live.TryGetValue(identity, out var line) ? line : null;

    public BaselineLine? FindShape(string label) => Find(WireShape.IdentityOf(label));

    public bool IsRetired(string identity) => _retired.Contains(identity);

    public IReadOnlyList<BaselineLine> Methods(string contractKey) => Get(_methods, contractKey);

    public IReadOnlyList<BaselineLine> Members(string label) => Get(_members, label);

    public IReadOnlyList<BaselineLine> RetiredMembers(string label) => Get(_retiredMembers, label);

    /// <summary>What is retired with a line: of a member of an enum its value.</summary>
    private static string KeyOf(WireEntry entry) => entry is WireMember member ? member.KeyIdentity : entry.Identity;

    private string? Add(BaselineLine line, WireEntry entry)
    {
        if (line.IsRetired)
        {
            _retired.Add(KeyOf(entry));
            if (entry is WireMember member)
            {
                AddTo(_retiredMembers, member.Label, line);
            }

            return null;
        }

        if (_live.TryGetValue(entry.Identity, out var other))
        {
            return $"line {other.Number} says already what '{entry.Identity}' is";
        }

        _live.Add(entry.Identity, line);
        switch (entry)
        {
            case WireMethod method:
                AddTo(_methods, method.ContractKey, line);
                break;
            case WireMember member:
                AddTo(_members, member.Label, line);
                break;
        }

        return null;
    }

    private static IReadOnlyList<BaselineLine> Get(Dictionary<string, List<BaselineLine>> lists, string key) => lists.TryGetValue(key, out var list) ? list : None;

    private static void AddTo(Dictionary<string, List<BaselineLine>> lists, string key, BaselineLine line)
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(line);
    }
}
