namespace TypedRpc.RabbitMQ.Transport;

/// <summary>Writes a body, which may come in parts, as the frames that it takes.</summary>
internal ref struct BodyFrames(GatherBuffer buffer, ushort channel, int size, int largest)
{
    private int _rest = size;
    private int _room;

    /// <summary>Whether a part has to stay unchanged until it is sent.</summary>
    public bool IsReferenced { get; private set; }

    public void Add(ReadOnlyMemory<byte> part)
    {
        while (!part.IsEmpty)
        {
            if (_room == 0)
            {
                _room = Math.Min(_rest, largest);
                _rest -= _room;
                PublishCommand.BeginFrame(buffer.Reserve(PublishCommand.FrameHead), PublishCommand.BodyFrame, channel, _room);
            }

            var piece = part[..Math.Min(part.Length, _room)];
            IsReferenced |= buffer.Add(piece);
            part = part[piece.Length..];
            _room -= piece.Length;
            if (_room == 0)
            {
                buffer.Reserve(1)[0] = PublishCommand.FrameEnd;
            }
        }
    }
}
